using Engine.Tests.EndToEnd.Chaos;
using Engine.Tests.Fuzz;
using Xunit.Runner.InProc.SystemConsole;

// The tests, or with `fuzz` as the first word the fuzz target, with `chaos` the kill loop.
return args switch
{
    ["fuzz", .. string[] rest] => FuzzCommand.Run(rest),
    ["chaos", .. string[] rest] => ChaosCommand.Run(rest),
    _ => await ConsoleRunner.Run(args),
};
