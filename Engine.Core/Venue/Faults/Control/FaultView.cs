using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Faults.Control;

/// <summary>Faults and connections as control replies show them.</summary>
internal static class FaultView
{
    public static void Write(JsonText to, FaultStatus status)
    {
        to.BeginObject();
        to.Int("id"u8, status.Id);
        to.Text("kind"u8, FaultTable.Of(status.Fault.Kind).Word);
        if (status.Fault.Name.Length > 0)
            to.Text("name"u8, status.Fault.Name);
        to.Ascii("state"u8, status.State switch
        {
            FaultState.Waiting => "waiting"u8,
            FaultState.Active => "active"u8,
            _ => "over"u8,
        });
        to.Int("fired"u8, status.Fired);
        to.EndObject();
    }

    public static void Write(JsonText to, FaultForm form)
    {
        to.BeginObject();
        to.Text("kind"u8, form.Word);
        to.Text("meaning"u8, form.Meaning);
        Names(to, "required"u8, form.Required);
        Names(to, "parameters"u8, form.Parameters);
        to.EndObject();
    }

    public static void Write(JsonText to, Session session)
    {
        to.BeginObject();
        to.Int("session"u8, session.Id);
        if (session.Key is string key)
            to.Text("key"u8, key);
        to.Int("channels"u8, session.Channels.Count);
        to.Bool("control"u8, session.IsControl);
        to.EndObject();
    }

    private static void Names(JsonText to, ReadOnlySpan<byte> name, IReadOnlyList<string> names)
    {
        to.BeginArray(name);
        foreach (string one in names)
            to.Text(one);
        to.EndArray();
    }
}
