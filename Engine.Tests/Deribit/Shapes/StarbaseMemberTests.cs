using Engine.Core.Wire.Deribit;
using Engine.Tests.Deribit.Decoding;
using Xunit;

namespace Engine.Tests.Deribit.Shapes;

/// <summary>Members that the venue has added in 2026, and others that it adds to some orders: no surprise, wherever they stand.</summary>
public class StarbaseMemberTests
{
    private const string Order = """{"label":"mm-00002a-00-b-00-000001","price":2973.5,"user_id":96103,"amount":0.001,"direction":"buy","time_in_force":"good_til_cancelled","instrument_name":"BTC_USDC-PERPETUAL","web":false,"api":true,"order_id":"USDC-104819327443","creation_timestamp":1767978363493,"replaced":false,"filled_amount":0.0,"last_update_timestamp":1767978363493,"post_only":true,"reduce_only":false,"average_price":0.0,"mmp":false,"contracts":1.0,"reject_post_only":true,"order_state":"open","order_type":"limit","is_liquidation":false,"risk_reducing":false}""";

    private readonly DecoderPair _pair = new DecoderPair().Learned();

    [Theory]
    [InlineData(",\"starbase_order_id\":213912243048284167")]
    [InlineData(",\"starbase_last_update_timestamp\":1786690253040562770,\"starbase_order_id\":213912243048284167")]
    [InlineData(",\"app_name\":\"x\",\"quote\":false")]
    [InlineData(",\"triggered\":false,\"trigger\":\"mark_price\",\"trigger_price\":1.0e3")]
    public void At_the_end_of_an_order_they_leave_it_to_its_shape(string extra)
    {
        foreach (string order in (string[])[Order, Order.Replace("\"open\"", "\"filled\"", StringComparison.Ordinal), Order.Replace("\"limit\"", "\"market\"", StringComparison.Ordinal)])
        {
            string whole = order[..^1] + extra + "}";
            _pair.AgreeFast(Frames.Reply(RequestId.Create(1, RequestKind.Place), $$"""{"order":{{whole}},"trades":[]}"""));
            _pair.AgreeFast(Frames.Reply(RequestId.Create(1, RequestKind.Cancel), whole));
            _pair.AgreeFast(Frames.Notification("user.changes.BTC_USDC-PERPETUAL.raw", $$"""{"orders":[{{whole}},{{whole}}],"instrument_name":"BTC_USDC-PERPETUAL","trades":[],"positions":[]}"""));
        }
    }
}
