using System.Runtime.InteropServices;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading;

public class ReplayTests
{
    [Fact]
    [Pitfall("T30")]
    public void The_same_events_give_the_same_intents_and_facts_byte_for_byte()
    {
        Prng random = Seeds.Start();
        List<EngineEvent> events = Nonsense.Events(ref random, 5_000);
        (byte[] intents, byte[] facts) = Play(events);
        (byte[] intentsAgain, byte[] factsAgain) = Play(events);
        Assert.True(intents.Length > 1_000 && facts.Length > 10_000, $"{intents.Length} bytes of intents, {facts.Length} of facts");
        Assert.True(intents.AsSpan().SequenceEqual(intentsAgain));
        Assert.True(facts.AsSpan().SequenceEqual(factsAgain));
    }

    private static (byte[] Intents, byte[] Facts) Play(List<EngineEvent> events)
    {
        Rig rig = new();
        List<OrderIntent> intents = [];
        IntentList gateway = rig.Gateway;
        gateway.Watch = intents.Add;
        rig.GoLive();
        foreach (EngineEvent e in events)
        {
            rig.Engine.OnEvent(e);
            rig.Journal();
        }

        return (
            MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(intents)).ToArray(),
            MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(rig.Facts)).ToArray());
    }
}
