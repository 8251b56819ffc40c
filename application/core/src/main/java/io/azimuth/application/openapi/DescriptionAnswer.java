package io.azimuth.application.openapi;

import io.azimuth.application.api.JsonText;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.TextContent;
import io.azimuth.spi.api.Value;

/**
 * A description as an answer. Audit devices record its length alone: it is long, the same for
 * everybody, and holds no secret, and a record of each of its words would be too long for some.
 */
public final class DescriptionAnswer {

  private DescriptionAnswer() {}

  /** The description, as a file of that name. */
  public static Answer answer(String fileName, Value.Obj description) {
    String text = JsonText.of(description) + '\n';
    return new Answer.Download(new TextContent("application/json", fileName, text));
  }
}
