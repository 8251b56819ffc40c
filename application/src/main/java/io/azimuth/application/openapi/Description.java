package io.azimuth.application.openapi;

import io.azimuth.application.api.Answer;
import io.azimuth.application.api.JsonText;
import io.azimuth.application.api.TextContent;
import io.azimuth.application.api.Value;

/**
 * A description as an answer. Audit devices record its length alone: it is long, the same for
 * everybody, and holds no secret, and a record of each of its words would be too long for some.
 */
public final class Description {

  private Description() {}

  /** The description, as a file of that name. */
  public static Answer answer(String fileName, Value.Obj description) {
    String text = JsonText.of(description) + '\n';
    return new Answer.Download(new TextContent("application/json", fileName, text));
  }
}
