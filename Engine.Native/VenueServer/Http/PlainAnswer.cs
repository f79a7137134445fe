using System.Text;
using Microsoft.AspNetCore.Http;

namespace Engine.Native.VenueServer.Http;

/// <summary>An HTTP status with a sentence: what the exchange itself never says.</summary>
internal static class PlainAnswer
{
    public static async Task Send(HttpContext context, int status, string sentence)
    {
        byte[] text = Encoding.UTF8.GetBytes(sentence + "\n");
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = text.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
    }
}
