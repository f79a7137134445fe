using Engine.Native.Commands;
using Engine.Native.Commands.Killing;
using Engine.Native.Commands.Simulate;
using Engine.Native.Commands.Venue;
using Engine.Native.Composition;
using Engine.Native.Composition.Paper;

return EngineCommandLine.Run(
    EngineCommandLine.Create(
        PaperCommand.Create(PaperProcess.Run),
        TradeCommand.Create(TradeProcess.Run, Environment.GetEnvironmentVariable),
        VenueCommand.Create(),
        WatchCommand.Create(),
        KillCommand.Create(),
        JournalCommand.Create(),
        EchoCommand.Create(),
        DoctorCommand.Create(),
        LatencyCommand.Create(),
        SimulateCommand.Create(),
        ConfigCommand.Create()),
    args, Console.Out, Console.Error);
