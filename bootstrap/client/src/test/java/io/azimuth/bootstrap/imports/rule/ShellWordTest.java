package io.azimuth.bootstrap.imports.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of another server are pasted into a shell: none of them may be more than a word. */
final class ShellWordTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "auth/azure/role/web | auth/azure/role/web",
        "a b                 | 'a b'",
        "$(id);id            | '$(id);id'",
        "it's                | 'it'\\''s'",
        "``                  | ''",
      })
  void isOneWord(String text, String word) {
    assertThat(ShellWord.of(text)).isEqualTo(word);
  }
}
