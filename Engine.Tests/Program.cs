using Engine.Tests.Fuzz;
using Xunit.Runner.InProc.SystemConsole;

// The tests, or with `fuzz` as the first word the fuzz target.
return args is ["fuzz", .. string[] rest] ? FuzzCommand.Run(rest) : await ConsoleRunner.Run(args);
