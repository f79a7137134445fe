using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Rpc;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Faults.Control;

/// <summary>
/// The namespace <c>control/</c>, in which faults are ordered; to be reached only where the exchange was opened with it. A connection
/// that uses it is spared by faults that do not name it, so that what was ordered can be called back.
/// </summary>
internal static class ControlMethods
{
    public const string Prefix = "control/";

    public static IEnumerable<Method> All =>
    [
        new(Prefix + "inject", Inject),
        new(Prefix + "list", List),
        new(Prefix + "status", Status),
        new(Prefix + "clear", Clear),
    ];

    /// <summary>Why a request may not use the namespace; null when it may.</summary>
    public static Refusal? Admit(Call call)
    {
        string? token = call.Exchange.Options.ControlToken;
        return token is null || call.Text("token"u8) == token ? null : Refusal.Unauthorized;
    }

    private static void Inject(Call call)
    {
        var mistakes = new List<FaultMistake>();
        Fault? fault = FaultReading.Read([.. call.Parameters.Plain().Where(pair => pair.Name != "token")], mistakes);
        if (fault is not null && call.Exchange.Faults.Check(fault) is FaultMistake impossible)
            mistakes.Add(impossible);
        if (mistakes.Count > 0)
        {
            call.Refuse(Refusal.InvalidParam(mistakes[0].Key, $"found {mistakes[0].Found}, expected {mistakes[0].Expected}"));
            return;
        }

        ActiveFault planned = call.Exchange.Faults.Plan(fault!);
        FaultView.Write(call.Result, new FaultStatus(planned.Id, planned.Fault, planned.State, planned.Fired));
    }

    private static void List(Call call)
    {
        call.Result.BeginArray();
        foreach (FaultForm form in FaultTable.All)
            FaultView.Write(call.Result, form);
        call.Result.EndArray();
    }

    private static void Status(Call call)
    {
        call.Result.BeginObject();
        call.Result.BeginArray("faults"u8);
        foreach (FaultStatus status in call.Exchange.Faults.Status)
            FaultView.Write(call.Result, status);
        call.Result.EndArray();
        call.Result.BeginArray("sessions"u8);
        foreach (Session session in call.Exchange.Sessions.Where(session => session.Kind == SessionKind.WebSocket))
            FaultView.Write(call.Result, session);
        call.Result.EndArray();
        call.Result.EndObject();
    }

    private static void Clear(Call call)
    {
        long? id = call.Int("id"u8);
        if (call.Failed)
            return;
        if (id is null)
            call.Result.Int(call.Exchange.Faults.ClearAll());
        else if (call.Exchange.Faults.Clear(id.Value))
            call.Result.Int(1);
        else
            call.Refuse(Refusal.InvalidParam("id", "no fault of this number is waiting or active"));
    }
}
