using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Orders.Arrivals;

/// <summary>
/// What can become of a request, and its news in every order in which they may arrive, each once or twice, with a time-out, a lost
/// connection, a list or a position anywhere between: nothing is left out at any moment, and in the end the truth is known.
/// </summary>
public class EveryArrivalTests
{
    private static readonly (string Name, Action<ArrivalRun> Comes)[][] Disturbances =
    [
        [], [Story.TimeOut], [Story.Loss], [Story.List], [Story.TimeOut, Story.List], [Story.Loss, Story.List], [Story.Position, Story.TimeOut, Story.Position],
    ];

    public static TheoryData<string> Names => [.. Story.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    [Pitfall("T02")]
    [Pitfall("T07")]
    [Pitfall("T08")]
    [Pitfall("T09")]
    [Pitfall("T10")]
    [Pitfall("T13")]
    [Pitfall("T21b")]
    [Pitfall("T22")]
    public void News_in_every_order_end_alike_and_never_hide_what_may_still_fill(string name)
    {
        Story story = Story.All.Single(s => s.Name == name);
        int count = 0;
        foreach ((string Name, Action<ArrivalRun> Comes)[] disturbance in Disturbances)
        {
            if (disturbance.Length + story.News.Length > 6)
                continue; // positions beside four news: a thousand orders more that show nothing new
            // Twice over where there are few, so that the number of runs stays within seconds.
            int repeats = story.News.Length + disturbance.Length <= 4 ? 3 : 1;
            foreach ((string Name, Action<ArrivalRun> Comes)[] order in Orders([.. story.News, .. disturbance]))
            {
                if (disturbance.Length == 3 && Array.IndexOf(order, disturbance[1]) - Array.IndexOf(order, disturbance[0]) < 0 | Array.LastIndexOf(order, disturbance[2]) < Array.IndexOf(order, disturbance[1]))
                    continue; // of two answers with a time between, one comes before it and one behind
                for (int repeat = 0; repeat < repeats; repeat++, count++)
                    Tell(story, order, repeat);
            }
        }

        Assert.True(count >= 18, $"{count} orders of arrival");
    }

    private static void Tell(Story story, (string Name, Action<ArrivalRun> Comes)[] order, int repeat)
    {
        ArrivalRun run = new(story.Sent);
        story.Happens(run);
        string told = $"{story.Name} ({repeat switch { 0 => "once", 1 => "each twice", _ => "all again" }})";
        run.NothingIsLeftOut(told);
        foreach ((string name, Action<ArrivalRun> comes) in repeat == 2 ? [.. order, .. order] : order)
        {
            told += $", {name}";
            for (int i = 0; i < (repeat == 1 ? 2 : 1); i++)
            {
                comes(run);
                run.NothingIsLeftOut(told);
            }
        }

        run.EndsWithTheTruth(told);
    }

    private static IEnumerable<T[]> Orders<T>(T[] items)
    {
        if (items.Length <= 1)
            return [items];
        return items.SelectMany((item, i) => Orders((T[])[.. items[..i], .. items[(i + 1)..]]).Select(rest => (T[])[item, .. rest]));
    }
}
