using System.CommandLine;
using System.Globalization;
using Engine.Native.Storage.Journal;

namespace Engine.Native.Commands;

/// <summary><c>engine journal</c>: checks, copies and lists a journal file, also while a session writes it.</summary>
public static class JournalCommand
{
    /// <summary>Declares the verb.</summary>
    public static Verb Create()
    {
        var check = new Option<string?>("--check") { Description = "Look through a journal: integrity, schema version, rows.", HelpName = "file" };
        var backup = new Option<string?>("--backup") { Description = "Copy a journal, also one in use, into one complete file (--to).", HelpName = "file" };
        var to = new Option<string?>("--to") { Description = "The file a backup is written to; it must not exist.", HelpName = "file" };
        var fills = new Option<string?>("--fills") { Description = "List a journal's fills in the order of their time.", HelpName = "file" };
        var orders = new Option<string?>("--orders") { Description = "List a journal's orders, each with its last known state.", HelpName = "file" };
        var left = new Option<string?>("--left") { Description = "List what earlier sessions may have left open, and what became of it.", HelpName = "file" };
        var csv = new Option<bool>("--csv") { Description = "List them as comma-separated values with a header." };
        var verb = new Verb("journal", "Checks, copies or lists the SQLite file that a session writes.")
        {
            Notes =
            [
                "While a session runs, and after one was killed, the newest rows stand in FILE-wal beside the file:",
                "copy a journal with --backup, not with cp. After a clean stop the one file holds everything.",
            ],
            Examples =
            [
                ("engine journal --check paper.db", "is it sound, and what is in it?"),
                ("engine journal --backup paper.db --to copy.db", "a copy while the session goes on"),
                ("engine journal --fills paper.db --csv > fills.csv", "for a spreadsheet"),
                ("engine journal --left paper.db", "which orders did a killed session leave?"),
            ],
            ExitCodes = Verb.PlainExitCodes,
        };
        foreach (Option option in (Option[])[check, backup, to, fills, orders, left, csv])
            verb.Add(option);
        verb.Validators.Add(result =>
        {
            int asked = new[] { check, backup, fills, orders, left }.Count(option => result.GetValue(option) is not null);
            if (asked != 1)
                result.AddError("give one of --check FILE, --backup FILE --to FILE, --fills FILE, --orders FILE, --left FILE");
            else if (result.GetValue(backup) is null != result.GetValue(to) is null)
                result.AddError("--backup FILE and --to FILE belong together");
            else if (result.GetValue(csv) && result.GetValue(fills) is null && result.GetValue(orders) is null && result.GetValue(left) is null)
                result.AddError("--csv belongs to --fills FILE, --orders FILE or --left FILE");
        });
        verb.SetAction(parsed =>
        {
            InvocationConfiguration streams = parsed.InvocationConfiguration;
            return Guarded(streams.Error, new[] { check, backup, fills, orders, left }.Select(option => parsed.GetValue(option)).First(path => path is not null)!, reader =>
            {
                if (parsed.GetValue(check) is not null)
                    return Check(reader, streams.Output, streams.Error);
                if (parsed.GetValue(to) is { } target)
                    return BackUp(reader, target, streams.Output);
                if (parsed.GetValue(orders) is not null)
                    return OrderListing.Write(reader.Orders(), streams.Output, parsed.GetValue(csv));
                if (parsed.GetValue(left) is { } path)
                    return LeftListing.Write(path, reader, streams.Output, streams.Error, parsed.GetValue(csv));
                return List(reader, streams.Output, parsed.GetValue(csv));
            });
        });
        return verb;
    }

    private static int Guarded(TextWriter errors, string path, Func<JournalReader, int> action)
    {
        try
        {
            using JournalReader reader = JournalReader.Open(path);
            return action(reader);
        }
        catch (IOException e)
        {
            errors.WriteLine($"engine journal: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static int Check(JournalReader reader, TextWriter output, TextWriter errors)
    {
        JournalCheck check = reader.Check();
        foreach (string problem in check.Problems)
            errors.WriteLine($"engine journal: {check.Path}: {problem}");
        if (!check.IsSound)
            return ExitCode.Failed;
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

        return ExitCode.Done;
    }

    private static int BackUp(JournalReader reader, string target, TextWriter output)
    {
        reader.BackUp(target);
        output.WriteLine($"{target}: a complete copy");
        return ExitCode.Done;
    }

    private static int List(JournalReader reader, TextWriter output, bool isCsv)
    {
        if (isCsv)
            output.WriteLine("id,timestamp,symbol,side,price,amount,fee,liquidity,trade_seq,order_id,label");
        else
            output.WriteLine($"{"TIME UTC",-23}  {"SYMBOL",-20} {"SIDE",-4} {"PRICE",12} {"AMOUNT",12} {"FEE",14}  {"",-5}  ID");
        foreach (StoredFill fill in reader.Fills())
            output.WriteLine(isCsv ? Csv(fill) : Plain(fill));
        return ExitCode.Done;
    }

    private static string Csv(StoredFill fill)
    {
        string common = string.Create(
            CultureInfo.InvariantCulture, $"{fill.Id},{fill.TimestampMs},{fill.Symbol},{fill.Side},{fill.Price},{fill.Amount},{Fee(fill)},{fill.Liquidity}");
        return string.Create(CultureInfo.InvariantCulture, $"{common},{fill.TradeSequence},{fill.OrderId},{fill.Label}");
    }

    private static string Plain(StoredFill fill)
    {
        DateTime time = DateTime.UnixEpoch.AddMilliseconds(fill.TimestampMs);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{time:yyyy-MM-dd HH:mm:ss.fff}  {fill.Symbol,-20} {fill.Side,-4} {fill.Price,12} {fill.Amount,12} {Fee(fill),14}  {fill.Liquidity,-5}  {fill.Id}");
    }

    // Fees are small: plain decimals, never an exponent.
    private static string Fee(StoredFill fill) => fill.Fee.ToString("0.#########", CultureInfo.InvariantCulture);
}
