package io.azimuth.bootstrap.command.client.session;

import io.azimuth.spi.api.Value;
import java.util.List;

/** There is nothing there. */
public final class NotFoundExit {

  private NotFoundExit() {}

  /** Says so; programs that read JSON get an empty object. */
  public static int report(ClientContext context, ClientSession session, String sentence) {
    context.console().err().println(sentence);
    session.printer().print(Value.Obj.EMPTY, List.of());
    return ClientExitCodes.ABSENT;
  }
}
