namespace Engine.Tests.Architecture;

/// <summary>One type for each place where compiled code can name another: what the reader of assemblies is held by.</summary>
internal static class Samples
{
    public interface IUsed;

    public class Used
    {
        public static int Number(int value) => value + 1;

        public static T Same<T>(T value) => value;
    }

    public sealed class UsedException : Exception;

    [AttributeUsage(AttributeTargets.All)]
    public sealed class UsedAttribute : Attribute;

    [AttributeUsage(AttributeTargets.All)]
    public sealed class NamingAttribute(Type type) : Attribute
    {
        public Type Type => type;
    }

    public sealed class InBase : Used;

    public sealed class InInterface : IUsed;

    public sealed class InConstraint<T>
        where T : IUsed;

    public sealed class InField
    {
        public Used? Field = null!;
    }

    public sealed class InGenericArgument
    {
        public List<Used[]>? Field = null!;
    }

    public sealed class InSignature
    {
        public static int Method(ref Used[] argument) => argument.Length;
    }

    public sealed class InLocal
    {
        public static string Method(object argument)
        {
            var local = argument as Used;
            return local is null ? "" : local.ToString()!;
        }
    }

    public sealed class InBody
    {
        public static int Method() => Used.Number(1);
    }

    public sealed class InGenericCall
    {
        public static object Method() => Array.Empty<Used>();
    }

    public sealed class InCatch
    {
        public static int Method(string text)
        {
            try
            {
                return text.Length;
            }
            catch (UsedException)
            {
                return 0;
            }
        }
    }

    [Used]
    public sealed class InAttribute;

    [Naming(typeof(Used))]
    public sealed class InAttributeArgument;

    public sealed class InNestedType
    {
        public sealed class Nested
        {
            public Used? Field = null!;
        }
    }

    public sealed class InLambda
    {
        public static Func<int> Method(int value) => () => Used.Number(value);
    }
}
