package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.bootstrap.client.HttpExchange;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.Value;

/** Reads what token endpoints answer. */
final class TokenAnswer {

  private TokenAnswer() {}

  /** The token; a refusal is told in the endpoint's words. */
  static SecretText read(HttpExchange.Answer answer, String who) {
    Value.Obj body = object(answer);
    if (answer.status() != 200) {
      throw new ClientException(refusal(answer.status(), body, who));
    }
    return ApiReply.text(body, "access_token")
        .filter(text -> !text.isBlank())
        .map(SecretText::of)
        .orElseThrow(() -> new ClientException(who + " gave an answer without a token"));
  }

  /** The answer's JSON object, empty when it is none. */
  static Value.Obj object(HttpExchange.Answer answer) {
    return ClientJson.parse(answer.body())
        .filter(Value.Obj.class::isInstance)
        .map(Value.Obj.class::cast)
        .orElse(Value.Obj.EMPTY);
  }

  private static String refusal(int status, Value.Obj body, String who) {
    String code = ApiReply.text(body, "error").orElse("");
    String text =
        ApiReply.text(body, "error_description").orElse("").lines().findFirst().orElse("");
    String said = Quoted.escape((code.isEmpty() ? "" : code + ": ") + text);
    return "%s answered %d%s".formatted(who, status, said.isBlank() ? "" : ": " + said);
  }
}
