using Engine.Core.Venue.Faults.Forms;

namespace Engine.Core.Venue.Faults;

/// <summary>What became of a planned fault.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Fault">What was planned.</param>
/// <param name="State">How far it is.</param>
/// <param name="Fired">How often it has struck.</param>
public readonly record struct FaultStatus(long Id, Fault Fault, FaultState State, int Fired);
