using System.CommandLine;
using System.Globalization;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Sqlite;

namespace Engine.Native.Commands;

/// <summary><c>engine journal</c>: checks, copies and lists a journal file, also while a session writes it.</summary>
internal static class JournalCommand
{
    private const int Good = 0, Bad = 1;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var check = new Option<string?>("--check") { Description = "Look through a journal: integrity, schema version, rows.", HelpName = "FILE" };
        var backup = new Option<string?>("--backup")
        {
            Description = "Copy a journal, also a running one, into one complete file (--to).",
            HelpName = "FILE",
        };
        var to = new Option<string?>("--to") { Description = "The file a backup is written to; it must not exist.", HelpName = "FILE" };
        var fills = new Option<string?>("--fills") { Description = "List a journal's fills in the order of their time.", HelpName = "FILE" };
        var csv = new Option<bool>("--csv") { Description = "List them as comma-separated values with a header." };
        var command = new Command("journal", """
            Works on the SQLite file a session writes. While a session runs, and after one was killed, the newest rows stand in
            FILE-wal beside it: copy a journal with --backup, not with cp.
            """)
        {
            check, backup, to, fills, csv,
        };
        command.Validators.Add(result =>
        {
            int asked = new[] { check, backup, fills }.Count(option => result.GetResult(option) is not null);
            if (asked != 1)
                result.AddError("journal: give one of --check FILE, --backup FILE --to FILE, --fills FILE");
            else if ((result.GetResult(backup) is null) != (result.GetResult(to) is null))
                result.AddError("journal: --backup FILE and --to FILE belong together");
            else if (result.GetResult(csv) is not null && result.GetResult(fills) is null)
                result.AddError("journal: --csv belongs to --fills FILE");
        });
        command.SetAction(parsed => Run(
            Console.Out, Console.Error, parsed.GetValue(check), parsed.GetValue(backup), parsed.GetValue(to), parsed.GetValue(fills), parsed.GetValue(csv)));
        return command;
    }

    /// <summary>Does what was asked; the exit code: 0, or 1 with a message that names the file.</summary>
    internal static int Run(TextWriter output, TextWriter errors, string? check, string? backup, string? to, string? fills, bool isCsv)
    {
        try
        {
            using JournalReader reader = JournalReader.Open((check ?? backup ?? fills)!);
            if (check is not null)
                return Check(reader, output, errors);
            if (backup is not null)
            {
                reader.BackUp(to!);
                output.WriteLine($"{to}: complete copy of {backup}");
                return Good;
            }

            List(reader, output, isCsv);
            return Good;
        }
        catch (DatabaseException e)
        {
            errors.WriteLine($"engine journal: {e.Message}");
            return Bad;
        }
    }

    private static int Check(JournalReader reader, TextWriter output, TextWriter errors)
    {
        JournalCheck check = reader.Check();
        foreach (string problem in check.Problems)
            errors.WriteLine($"engine journal: {check.Path}: {problem}");
        if (!check.IsSound)
            return Bad;
        string age = check.SchemaVersion < JournalSchema.Version ? $" of {JournalSchema.Version}, the next session upgrades it" : "";
        output.WriteLine($"{check.Path}: sound, schema version {check.SchemaVersion}{age}");
        foreach ((string table, long rows) in check.Tables)
        {
            string detail = table switch
            {
                "trades" => $"  ({check.Buys} buy, {check.Sells} sell)",
                "sessions" when check.UnfinishedSessions > 0 => $"  ({check.UnfinishedSessions} without an end: killed, or running now)",
                _ => "",
            };
            output.WriteLine($"  {table,-18}{rows,12}{detail}");
        }

        return Good;
    }

    private static void List(JournalReader reader, TextWriter output, bool isCsv)
    {
        if (isCsv)
            output.WriteLine("id,timestamp,symbol,side,price,amount,fee,liquidity,trade_seq,order_id,label");
        else
            output.WriteLine($"{"TIME UTC",-23}  {"SYMBOL",-20} {"SIDE",-4} {"PRICE",12} {"AMOUNT",12} {"FEE",14}  {"",-5}  ID");
        foreach (StoredFill fill in reader.Fills())
            output.WriteLine(isCsv ? Csv(fill) : Plain(fill));
    }

    private static string Csv(StoredFill fill) => string.Create(
        CultureInfo.InvariantCulture,
        $"{fill.Id},{fill.TimestampMs},{fill.Symbol},{fill.Side},{fill.Price},{fill.Amount},{Fee(fill)},{fill.Liquidity},{fill.TradeSequence},{fill.OrderId},{fill.Label}");

    private static string Plain(StoredFill fill) => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTime.UnixEpoch.AddMilliseconds(fill.TimestampMs):yyyy-MM-dd HH:mm:ss.fff}  {fill.Symbol,-20} {fill.Side,-4} {fill.Price,12} {fill.Amount,12} {Fee(fill),14}  {fill.Liquidity,-5}  {fill.Id}");

    // Fees are small: plain decimals, never an exponent.
    private static string Fee(StoredFill fill) => fill.Fee.ToString("0.#########", CultureInfo.InvariantCulture);
}
