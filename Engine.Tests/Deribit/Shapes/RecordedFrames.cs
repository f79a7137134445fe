using System.Text;
using System.Text.Json;
using Engine.Core.Wire.Deribit;
using Engine.Tests.Support;

namespace Engine.Tests.Deribit.Shapes;

/// <summary>Every frame of the recorded data, as it came; answers to orders get an id of ours.</summary>
internal static class RecordedFrames
{
    public static IEnumerable<string> All() => [.. Whole(), .. Public(), .. Lines("deribit/private_frames_2025-12.jsonl"), .. Lines("deribit/ticker_stream_2026-09-30.jsonl"), .. Orders(), .. Options()];

    private static IEnumerable<string> Lines(string file) => RecordedData.Lines(file).Where(line => line.Length > 0);

    private static IEnumerable<string> Whole() =>
        ((string[])["book_snapshot_btc_2026-09-28", "book_testnet_2026-09-13_snapshot", "book_testnet_2026-09-13_change_1", "book_testnet_2026-09-13_change_2"])
        .Select(name => Encoding.UTF8.GetString(RecordedData.Bytes($"deribit/{name}.json")).TrimEnd());

    private static IEnumerable<string> Public()
    {
        foreach (string line in Lines("deribit/public_frames_2026-09-23.jsonl"))
        {
            using JsonDocument wrapped = JsonDocument.Parse(line);
            if (wrapped.RootElement.TryGetProperty("frame", out JsonElement frame))
                yield return frame.GetRawText();
        }
    }

    private static IEnumerable<string> Orders()
    {
        foreach (string line in Lines("deribit/order_lifecycle_testnet_2026-08-14.jsonl"))
        {
            using JsonDocument capture = JsonDocument.Parse(line);
            string body = capture.RootElement.GetProperty("raw_body").GetString()!;
            foreach (RequestKind kind in (RequestKind[])[RequestKind.Place, RequestKind.Cancel, RequestKind.Instrument])
                yield return $$"""{"jsonrpc":"2.0","id":{{RequestId.Create(3, kind)}},{{body[1..]}}""";
        }
    }

    private static IEnumerable<string> Options()
    {
        foreach (string line in Lines("deribit/options_2021-04-17.cryptofeed.txt"))
        {
            int at = line.IndexOf(": {", StringComparison.Ordinal);
            if (at >= 0 && !line.Contains("<-", StringComparison.Ordinal))
                yield return line[(at + 2)..];
        }
    }
}
