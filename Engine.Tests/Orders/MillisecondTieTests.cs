using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Orders;

/// <summary>The venue's times are in ms: what it says twice within one must not bring old terms back.</summary>
public class MillisecondTieTests
{
    [Fact]
    [Pitfall("T10")]
    public void A_notification_of_the_same_millisecond_that_comes_behind_an_answer_does_not_stand()
    {
        WorkingOrder order = new() { State = OrderState.Working };
        order.Learn(Update(100, 9), 20, NewsSource.Reply);
        order.Learn(Update(150, 11), 20, NewsSource.Reply); // the edit's answer
        order.Learn(Update(100, 9, filled: 5), 20); // the place's notification
        Assert.Equal((11, 150, 5), (order.Price.Ticks, order.Amount.Lots, order.FilledLots));
        order.Learn(Update(120, 12), 21);
        Assert.Equal((12, 120), (order.Price.Ticks, order.Amount.Lots));
    }

    [Fact]
    public void A_list_of_the_same_millisecond_settles_only_what_is_not_known()
    {
        WorkingOrder order = new() { State = OrderState.Working };
        order.Learn(Update(100, 9), 20, NewsSource.Reply);
        order.Learn(Update(50, 8), 20, NewsSource.List);
        Assert.Equal(100, order.Amount.Lots);
        order.State = OrderState.Unknown;
        order.Learn(Update(50, 8), 20, NewsSource.List);
        Assert.Equal((8, 50), (order.Price.Ticks, order.Amount.Lots));
    }

    /// <summary>
    /// A place and up to three edits, all within one millisecond or over several, each answered before the next is sent, as one request
    /// at most is in flight; the notifications come in order and at any time after their request was carried out.
    /// </summary>
    [Fact]
    [Pitfall("T10")]
    public void Exposure_is_never_less_than_what_the_venue_has_in_whatever_order_answers_and_notifications_come()
    {
        const int Edits = 3;
        long[] amounts = [50, 100, 150];
        int walks = 0;
        for (int plan = 0; plan < 81 * 16; plan++)
        {
            List<(long Lots, long Ns)> terms = [];
            int digits = plan / 16;
            long ns = 20;
            for (int i = 0; i <= Edits; i++, digits /= 3)
            {
                ns += (plan >> i) & 1;
                terms.Add((amounts[digits % 3], ns));
            }

            Walk(new WorkingOrder(), terms, sent: 0, carried: 0, answered: 0, told: 0, ref walks);
        }

        Assert.True(walks > 10_000, $"{walks} walks");
    }

    private static void Walk(WorkingOrder order, List<(long Lots, long Ns)> terms, int sent, int carried, int answered, int told, ref int walks)
    {
        if (carried > 0)
            Assert.True(order.Exposure.Lots >= terms[carried - 1].Lots, $"{order.Exposure.Lots} of {terms[carried - 1].Lots}: {string.Join(' ', terms)}");
        if (answered == terms.Count)
            Assert.Equal(terms[^1].Lots, order.Amount.Lots); // the last answer's terms stand, whatever is still told
        if (answered == terms.Count && told == terms.Count)
            walks++;
        if (sent == answered && sent < terms.Count)
        {
            WorkingOrder next = order;
            next.OnSent(sent == 0 ? OrderCause.PlaceSent : OrderCause.EditSent, new Price(terms[sent].Lots), new Size(terms[sent].Lots), sent + 1, 1);
            if (sent == 0)
                (next.Price, next.Amount) = (next.PendingPrice, next.PendingAmount);
            Walk(next, terms, sent + 1, carried, answered, told, ref walks);
        }

        if (carried < sent)
            Walk(order, terms, sent, carried + 1, answered, told, ref walks);
        if (answered < carried)
        {
            WorkingOrder next = order;
            next.Learn(Update(terms[answered].Lots, terms[answered].Lots), terms[answered].Ns, NewsSource.Reply);
            next.Move(OrderCause.ReplyOpen);
            Walk(next, terms, sent, carried, answered + 1, told, ref walks);
        }

        if (told < carried)
        {
            WorkingOrder next = order;
            next.Learn(Update(terms[told].Lots, terms[told].Lots), terms[told].Ns);
            next.Move(OrderCause.UpdateOpen);
            Walk(next, terms, sent, carried, answered, told + 1, ref walks);
        }
    }

    private static OrderUpdate Update(long lots, long price, long filled = 0)
    {
        Assert.True(VenueId.TryCreate("1"u8, out VenueId id));
        return new OrderUpdate { OrderId = id, Price = new Price(price), Amount = new Size(lots), Filled = new Size(filled), State = VenueOrderState.Open };
    }
}
