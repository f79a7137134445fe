using Engine.Native.Commands;

return EngineCommandLine.Run(EngineCommandLine.Create(EchoCommand.Create(), DoctorCommand.Create(), ConfigCommand.Create()), args, Console.Out, Console.Error);
