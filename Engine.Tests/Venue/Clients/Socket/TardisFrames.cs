namespace Engine.Tests.Venue.Clients.Socket;

/// <summary>The frames of tardis-dev's live feed with credentials (ids used twice) and of deribit-v2-ws (ids of the time, heartbeats answered as they come).</summary>
internal static class TardisFrames
{
    public static IEnumerable<ClientStep> Steps =>
    [
        new("""{"jsonrpc":"2.0","method":"public/set_heartbeat","id":0,"params":{"interval":10}}""", "s"),
        new("""{"jsonrpc":"2.0","method":"public/auth","id":1,"params":{"grant_type":"client_credentials","client_id":"key","client_secret":"secret"}}""", "access_token:s"),
        new("""{"jsonrpc":"2.0","id":3,"method":"private/subscribe","params":{"channels":["book.BTC-PERPETUAL.raw","trades.BTC-PERPETUAL.raw","ticker.BTC-PERPETUAL.raw","perpetual.BTC-PERPETUAL.raw"]}}""", "0:s 1:s 2:s 3:s")
        {
            Channel = "book.BTC-PERPETUAL.raw",
            ChannelReads = "type:s timestamp:i instrument_name:s bids.0.0:s bids.0.1:n bids.0.2:n",
        },
        new("""{"jsonrpc":"2.0","method":"public/test","id":0,"params":{}}""", "version:s")
        {
            Channel = "ticker.BTC-PERPETUAL.raw",
            ChannelReads = "instrument_name:s timestamp:i last_price:n open_interest:n current_funding:n index_price:n mark_price:n",
        },
        new("""{"jsonrpc":"2.0","method":"private/get_position","params":{"instrument_name":"BTC-PERPETUAL"},"id":1795823000001}""", "size:n kind:s direction:s average_price:n mark_price:n"),
        new("""{"jsonrpc":"2.0","method":"public/auth","id":1795823000002,"params":{"grant_type":"refresh_token","refresh_token":"{refresh}"}}""", "access_token:s refresh_token:s expires_in:i"),
    ];
}
