namespace Engine.Native.Status.View.Painting;

/// <summary>How text looks: meaning, not colour, so that a screen without colours loses nothing.</summary>
internal enum Ink : byte
{
    Plain = 0,
    Dim,
    Strong,
    Good,
    Bad,
    Warning,
    Buy,
    Sell,
}
