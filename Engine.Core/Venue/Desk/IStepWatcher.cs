namespace Engine.Core.Venue.Desk;

/// <summary>Learns of every finished step, in order.</summary>
internal interface IStepWatcher
{
    /// <summary>One step ended; its contents are valid during the call.</summary>
    void OnStep(Step step);
}
