using System.CommandLine;
using Engine.Native.Commands;

RootCommand root = new("A market-making engine for Deribit.") { EchoCommand.Create() };
return root.Parse(args).Invoke();
