using System.CommandLine;
using Engine.Native.Commands;

var root = new RootCommand("Market making on Deribit.") { WatchCommand.Create(), JournalCommand.Create() };
return root.Parse(args).Invoke();
