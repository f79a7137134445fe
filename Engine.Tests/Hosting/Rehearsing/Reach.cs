using System.Reflection;

namespace Engine.Tests.Hosting.Rehearsing;

/// <summary>Every object that can be reached from another by its fields, statics left out.</summary>
internal static class Reach
{
    public static HashSet<object> From(object root)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<object> open = new([root]);
        while (open.TryPop(out object? next))
        {
            if (next is Type or MemberInfo or Assembly or Thread || !seen.Add(next))
                continue;
            foreach (object? value in Values(next))
            {
                if (value is not null && value is not string && !value.GetType().IsPrimitive)
                    open.Push(value);
            }
        }

        return seen;
    }

    private static IEnumerable<object?> Values(object of)
    {
        if (of is Array array)
            return array.GetType().GetElementType() is { IsPrimitive: true } or { IsPointer: true } ? [] : array.Cast<object?>();
        List<object?> values = [];
        for (Type? type = of.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                    values.Add(field.GetValue(of));
            }
        }

        return values;
    }
}
