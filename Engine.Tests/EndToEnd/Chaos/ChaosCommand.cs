using System.Diagnostics;
using System.Globalization;
using Engine.Tests.Storage;

namespace Engine.Tests.EndToEnd.Chaos;

/// <summary>
/// <c>chaos [rounds] [seed]</c>: the kill loop by the hundred, with progress and a verdict. <c>ENGINE_BINARY</c> names the program to be
/// killed; without it that is the one beside the tests.
/// </summary>
internal static class ChaosCommand
{
    private const int UsualRounds = 200;

    public static int Run(string[] args)
    {
        int rounds = UsualRounds;
        ulong seed = (ulong)Stopwatch.GetTimestamp();
        string? fault = args.Length > 2 ? $"found {args[2]}, expected nothing behind [rounds] [seed]"
            : args.Length > 0 && !(int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out rounds) && rounds > 0) ? $"rounds: found {args[0]}, expected a whole number from 1 on"
            : args.Length > 1 && !ulong.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out seed) ? $"seed: found {args[1]}, expected a whole number from 0 on"
            : null;
        if (fault is not null)
        {
            Console.Error.WriteLine($"chaos: {fault}");
            return 2;
        }

        using KillLoop loop = new(seed);
        long began = Stopwatch.GetTimestamp();
        Console.WriteLine($"seed {seed}: {rounds} rounds of kill -9, each followed by a start, a stop and a comparison with the venue");
        for (int round = 1; round <= rounds; round++)
        {
            try
            {
                loop.Round();
            }
            catch (Exception e)
            {
                Console.WriteLine();
                Console.WriteLine($"FAILED in round {round} of seed {seed}: {e.Message}");
                return 1;
            }

            if (!Console.IsOutputRedirected)
                Console.Write($"\r  round {round} of {rounds}, {loop.Kills.Sum()} kills, {loop.OrdersLeft} orders left behind, {loop.Trades} fills, {Seconds(began):0} s ");
            else if (round % 20 == 0)
                Console.WriteLine($"  round {round}, {loop.Trades} fills, {Seconds(began):0} s");
        }

        Console.WriteLine();
        Tell(loop, rounds, Seconds(began));
        return 0;
    }

    private static void Tell(KillLoop loop, int rounds, double seconds)
    {
        string moments = string.Join(", ", Enum.GetValues<KillMoment>().Select(moment => $"{loop.Kills[(int)moment]} {moment.ToString().ToLowerInvariant()}"));
        Console.WriteLine($"{rounds} rounds, {loop.Kills.Sum()} kills ({moments}) in {seconds:0} s, {seconds / rounds:0.00} s a round");
        Console.WriteLine($"{loop.OrdersLeft} orders were open at the venue after the last kill of a round, when the session began that was to stop in order");
        Console.WriteLine("the starts, those that were killed too, looked up every order that may have been open, also requests that never arrived; what became of each:");
        foreach (object?[] row in Database.Query(loop.Database, "SELECT resolution, count(*) FROM left_orders GROUP BY resolution ORDER BY 2 DESC"))
            Console.WriteLine($"  {row[1],6} {row[0]}");
        Console.WriteLine($"{loop.Trades} trades of the venue's list stand in the database, once each, {Database.Scalar(loop.Database, "SELECT count(*) FROM trades WHERE recovered = 1")} of them fetched afterwards");
        Console.WriteLine("no fill missing, none double, no order of ours open after any round");
    }

    private static double Seconds(long began) => Stopwatch.GetElapsedTime(began).TotalSeconds;
}
