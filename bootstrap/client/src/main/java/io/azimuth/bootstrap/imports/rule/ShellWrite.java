package io.azimuth.bootstrap.imports.rule;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command line that an operator pastes into a shell to write a record. */
public final class ShellWrite {

  private ShellWrite() {}

  /**
   * {@code azimuth write PATH NAME=VALUE …}
   *
   * @param written the members to write: texts, flags, numbers, lists and pairs
   * @param more further words, as a shell takes them
   */
  public static String of(String path, Value.Obj written, String... more) {
    List<String> words = new ArrayList<>(List.of("azimuth", "write", ShellWord.of(path)));
    words.addAll(List.of(more));
    written.members().forEach((name, value) -> words.addAll(parameters(name, value)));
    return String.join(" ", words);
  }

  private static List<String> parameters(String name, Value value) {
    if (value instanceof Value.Obj pairs) {
      return pairs.members().entrySet().stream()
          .map(
              pair ->
                  name + "=" + ShellWord.of(pair.getKey() + "=" + PlainText.of(pair.getValue())))
          .toList();
    }
    String text =
        value instanceof Value.Items
            ? String.join(",", ApiReply.texts(Optional.of(value)))
            : PlainText.of(value);
    return List.of(name + "=" + ShellWord.of(text));
  }
}
