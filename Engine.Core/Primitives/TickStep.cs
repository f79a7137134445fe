namespace Engine.Core.Primitives;

/// <summary>A coarser price grid above a price, from the venue's <c>tick_size_steps</c>.</summary>
/// <param name="AboveE9">Prices above this one use the step, 1e-9 units.</param>
/// <param name="TickE9">The step's tick, 1e-9 units; a whole multiple of the instrument's tick.</param>
public readonly record struct TickStep(long AboveE9, long TickE9);
