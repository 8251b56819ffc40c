package io.azimuth.bootstrap.command.client.session;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.input.KeyValueArguments;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Map;

/** The {@code key=value} arguments of a command. */
public final class CommandParameters {

  private CommandParameters() {}

  public static Value.Obj read(List<String> arguments, ClientContext context) {
    try {
      return KeyValueArguments.read(arguments, context.input());
    } catch (ClientException e) {
      throw e.of("Failed to read the parameters");
    }
  }

  /**
   * Returns the call with the parameters in its query. A list becomes several values of one name.
   */
  public static ApiCall query(ApiCall call, Value.Obj parameters) {
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
