using Engine.Core.Primitives;
using Engine.Core.Venue.Catalogue;

namespace Engine.Native.Latency.FarSide;

/// <summary>
/// The far side's order desk: takes any order, edit or cancel of the two quotes and answers as the venue would, without
/// allocation. Nothing ever fills.
/// </summary>
internal sealed class FarOrders(Terms terms)
{
    private readonly byte[] _instrument = [.. terms.Name.Select(letter => (byte)letter)];
    private readonly FarOrder[] _orders = [new(Side.Buy), new(Side.Sell)];
    private long _ids = 74_311_000_000;

    /// <summary>Whether both quotes stand.</summary>
    public bool AreBothOpen => _orders[0].IsOpen && _orders[1].IsOpen;

    /// <summary>The order of a side.</summary>
    public FarOrder this[Side side] => _orders[(int)side];

    /// <summary>The order that a request is about; null when there is none such.</summary>
    public FarOrder? Find(in OrderRequest request)
    {
        if (request.Verb is OrderVerb.Buy or OrderVerb.Sell)
            return _orders[request.Verb == OrderVerb.Buy ? 0 : 1];
        foreach (FarOrder order in _orders)
        {
            if (order.IsOpen && order.Id == request.OrderId)
                return order;
        }

        return null;
    }

    /// <summary>Carries a request out; false when it asks for what cannot be: an unknown order, a place that is taken, no price.</summary>
    public bool TryApply(in OrderRequest request)
    {
        if (Find(request) is not { } order || (request.Verb != OrderVerb.Cancel && (request.PriceE9 <= 0 || request.AmountE9 <= 0)))
            return false;
        if (request.Verb == OrderVerb.Cancel)
        {
            order.IsOpen = false;
            return true;
        }

        if (request.Verb != OrderVerb.Edit && order.IsOpen)
            return false;
        if (request.Verb == OrderVerb.Edit)
            order.IsReplaced = true;
        else
            order.Begin(++_ids, request.Label);
        order.PriceE9 = request.PriceE9;
        order.AmountE9 = request.AmountE9;
        return true;
    }

    /// <summary>Writes the reply to a request that was carried out; returns its length.</summary>
    public int WriteReply(long requestId, FarOrder order, bool isCancel, Span<byte> destination, long nowNs)
    {
        FarText text = new(destination);
        text.BeginReply(requestId);
        text.Raw(isCancel ? ""u8 : "{\"order\":"u8);
        order.Write(ref text, _instrument, terms.ContractSizeE9, nowNs);
        text.Raw(isCancel ? ""u8 : ",\"trades\":[]}"u8);
        text.EndReply(nowNs);
        return text.Length;
    }

    /// <summary>Writes the array of open orders.</summary>
    public void WriteOpen(ref FarText text, long nowNs)
    {
        text.Raw("["u8);
        bool isFirst = true;
        foreach (FarOrder order in _orders)
        {
            if (!order.IsOpen)
                continue;
            text.Raw(isFirst ? ""u8 : ","u8);
            order.Write(ref text, _instrument, terms.ContractSizeE9, nowNs);
            isFirst = false;
        }

        text.Raw("]"u8);
    }
}
