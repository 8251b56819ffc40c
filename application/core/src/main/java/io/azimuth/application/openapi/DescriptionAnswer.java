package io.azimuth.application.openapi;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.TextContent;
import io.azimuth.spi.api.Value;

/**
 * A description as an answer. Audit devices record only its length: it is long, the same for every
 * caller, and holds no secret, and a full record would be too long for some devices.
 */
public final class DescriptionAnswer {

  private DescriptionAnswer() {}

  /** The description, as a file of that name. */
  public static Answer answer(String fileName, Value.Obj description) {
    String text = JsonText.line(description);
    return new Answer.Download(new TextContent("application/json", fileName, text));
  }
}
