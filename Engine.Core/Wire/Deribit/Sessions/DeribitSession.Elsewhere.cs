using System.Text;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <content>
/// Orders of earlier sessions on instruments that this one does not trade: with each reconciliation those that are left are cancelled by
/// their labels, one after the other, until the venue's list shows that they are gone. Their fills belong to a session that trades the instrument.
/// </content>
public sealed partial class DeribitSession
{
    private readonly bool[] _isElsewhereGone;
    private readonly bool[] _wasElsewhereCancelled;
    private long _elsewhereListNs;
    private long _elsewhereFirstNs;

    /// <summary>Those that may still be open.</summary>
    public int ElsewhereLeft { get; private set; }

    /// <summary>Whether one, by its place in the options, is known to be gone, and whether it was this session that cancelled it.</summary>
    public (bool IsGone, bool WasCancelled) ElsewhereEnd(int index) => (_isElsewhereGone[index], _wasElsewhereCancelled[index]);

    private void AskElsewhere(int from)
    {
        if (from == 0 && _elsewhereFirstNs == 0)
            _elsewhereFirstNs = _nowNs;
        int next = Array.IndexOf(_isElsewhereGone, false, from);
        if (next >= 0)
            AskOnce(SessionAsk.CancelElsewhere, next);
    }

    private bool IsElsewhereAsked()
    {
        for (int i = 0; i < _isElsewhereGone.Length; i++)
        {
            if (IsAsked(SessionAsk.CancelElsewhere, i) || IsAsked(SessionAsk.ListElsewhere, i))
                return true;
        }

        return false;
    }

    private void OnElsewhere(SessionRequest request, ReadOnlySpan<byte> message)
    {
        if (request.Ask == SessionAsk.CancelElsewhere)
        {
            _wasElsewhereCancelled[request.Index] |= message.IndexOf("\"result\":0"u8) < 0;
            _elsewhereListNs = _nowNs;
            Ask(SessionAsk.ListElsewhere, request.Index);
            return;
        }

        OrderElsewhere order = _options.Elsewhere[request.Index];
        // Whoever sent it may have had another clock: it had left before this session began.
        long arrivedNs = order.SentNs == 0 ? 0 : Math.Min(order.SentNs, _elsewhereFirstNs) + _options.RequestTimeoutNs;
        bool isListed = message.IndexOf(Encoding.ASCII.GetBytes(order.Label.ToString())) >= 0;
        if (!isListed && message.IndexOf("\"result\":["u8) >= 0 && _elsewhereListNs >= arrivedNs)
            EndElsewhere(request.Index);
        AskElsewhere(request.Index + 1);
    }

    private void EndElsewhere(int index)
    {
        ElsewhereLeft -= _isElsewhereGone[index] ? 0 : 1;
        _isElsewhereGone[index] = true;
    }

    /// <summary>Nothing is open on an instrument that the venue does not know any more; whatever else it refuses, the order stays in doubt.</summary>
    private void RefuseElsewhere(SessionRequest request, int code, string text)
    {
        OrderElsewhere order = _options.Elsewhere[request.Index];
        if (request.Ask == SessionAsk.ListElsewhere && code == DeribitErrors.InvalidParams)
            EndElsewhere(request.Index);
        else
            Remark($"the venue refused {request.MethodName} ({code} {text}): the order {order.Label} may still be open on {order.Symbol}");
        AskElsewhere(request.Index + 1);
        AdvanceIfAnswered();
    }
}
