package io.azimuth.bootstrap.command.client;

import io.azimuth.application.api.Value;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.input.Parameters;
import io.azimuth.bootstrap.client.output.PlainText;
import java.util.List;
import java.util.Map;

/** The {@code key=value} arguments of a command. */
final class Arguments {

  private Arguments() {}

  static Value.Obj read(List<String> arguments, ClientContext context) {
    try {
      return Parameters.read(arguments, context.input());
    } catch (ClientException e) {
      throw e.of("Failed to read the parameters");
    }
  }

  /** The call with the parameters in its query; a list is sent as several. */
  static ApiCall query(ApiCall call, Value.Obj parameters) {
    ApiCall more = call;
    for (Map.Entry<String, Value> one : parameters.members().entrySet()) {
      List<Value> values =
          one.getValue() instanceof Value.Items items ? items.values() : List.of(one.getValue());
      for (Value value : values) {
        more = more.with(one.getKey(), PlainText.of(value));
      }
    }
    return more;
  }
}
