using System.CommandLine;
using Engine.Native.Commands;

var root = new RootCommand("A market-making engine for Deribit perpetuals.");
root.Subcommands.Add(VenueCommand.Create());
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
