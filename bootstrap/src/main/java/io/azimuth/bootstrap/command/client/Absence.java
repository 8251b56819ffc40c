package io.azimuth.bootstrap.command.client;

import io.azimuth.application.api.Value;
import java.util.List;

/** There is nothing there. */
final class Absence {

  private Absence() {}

  /** Says so; programs that read JSON get an empty object. */
  static int tell(ClientContext context, Session session, String sentence) {
    context.console().err().println(sentence);
    session.printer().print(Value.Obj.EMPTY, List.of());
    return Outcomes.ABSENT;
  }
}
