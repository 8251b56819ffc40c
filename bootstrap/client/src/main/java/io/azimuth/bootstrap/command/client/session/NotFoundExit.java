package io.azimuth.bootstrap.command.client.session;

import io.azimuth.spi.api.Value;
import java.util.List;

/** Reports that nothing exists at a path. */
public final class NotFoundExit {

  private NotFoundExit() {}

  /**
   * Prints the sentence as an error; in JSON and YAML, prints an empty object. Returns the exit
   * code.
   */
  public static int report(ClientContext context, ClientSession session, String sentence) {
    context.console().err().println(sentence);
    session.printer().print(Value.Obj.EMPTY, List.of());
    return ClientExitCodes.ABSENT;
  }
}
