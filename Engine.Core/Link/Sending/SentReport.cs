using Engine.Core.Events;
using Engine.Core.Link.Feed;

namespace Engine.Core.Link.Sending;

/// <summary>Tells the engine which requests have left and which way their tick took: one event each, so that they are journalled with everything else, in order.</summary>
public static class SentReport
{
    /// <summary>Reports the batch that was just sent.</summary>
    public static void Write(EventFeed feed, SentLog sent, BatchLog stages, long encodedNs, long sentNs)
    {
        int count = sent.Batch.Length; // a full ring may be drained meanwhile, and more be written
        for (int i = 0; i < count; i++)
        {
            SentRequest request = sent.Batch[i];
            ref readonly OrderIntent intent = ref request.Intent;
            ref EngineEvent e = ref feed.Claim();
            e.Kind = EventKind.Sent;
            e.Instrument = intent.Instrument;
            e.Side = intent.Side;
            e.Tag = (byte)intent.Kind;
            e.ReceiveNs = sentNs;
            e.Sent.RequestId = intent.RequestId;
            e.Sent.Label = intent.Label;
            e.Sent.OrderId = intent.OrderId;
            e.Sent.Price = intent.Price;
            e.Sent.Amount = intent.Amount;
            e.Sent.CauseNs = intent.CauseNs;
            if (stages.TryFind(intent.CauseNs, out BatchStamps batch))
                e.Sent.Stages = Since(batch, request.DecidedNs, encodedNs, sentNs);
            feed.Commit();
        }

        sent.Clear(count, sentNs);
    }

    private static StageStamps Since(in BatchStamps batch, long decidedNs, long encodedNs, long sentNs) => new()
    {
        KernelNs = batch.KernelNs == 0 ? 0 : Distance(batch.ReadNs, batch.KernelNs),
        FramedNs = Distance(batch.FramedNs, batch.ReadNs),
        DecodedNs = Distance(batch.DecodedNs, batch.ReadNs),
        PublishedNs = Distance(batch.PublishedNs, batch.ReadNs),
        DecidedNs = Distance(decidedNs, batch.ReadNs),
        EncodedNs = Distance(encodedNs, batch.ReadNs),
        SentNs = Distance(sentNs, batch.ReadNs),
    };

    // A stage that took no measurable time still happened.
    private static int Distance(long toNs, long fromNs) => (int)Math.Clamp(toNs - fromNs, 1, int.MaxValue);
}
