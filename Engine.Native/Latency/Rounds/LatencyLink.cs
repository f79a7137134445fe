using Engine.Native.Latency.FarSide;
using Engine.Native.Latency.Figures;
using Engine.Native.Latency.Floor;

namespace Engine.Native.Latency.Rounds;

/// <summary>Everything that stands between the sender and what it measures, connected.</summary>
/// <param name="Venue">The far side of the engine.</param>
/// <param name="Echo">The far side of the floor.</param>
/// <param name="Borrowed">The engine's thread, for the floor.</param>
/// <param name="Stages">The engine's own stamps.</param>
/// <param name="Spin">What waiting threads do.</param>
internal sealed record LatencyLink(FarVenue Venue, EchoConversation Echo, BorrowedThread Borrowed, StageJoin Stages, Spin Spin);
