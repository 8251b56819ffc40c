package io.azimuth.bootstrap.client.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.client.Printable;
import org.junit.jupiter.api.Test;

final class PrintableTest {

  @Test
  void whatSteersATerminalIsShownInstead() {
    assertThat(Printable.of("a\u001b[2K\rpolicies [root]\u001b]0;owned\u0007"))
        .isEqualTo("a\\u001b[2K\\u000dpolicies [root]\\u001b]0;owned\\u0007");
    assertThat(Printable.of("x\u202ey\u2028z\u009bm")).isEqualTo("x\\u202ey\\u2028z\\u009bm");
  }

  @Test
  void linesTabsAndLettersOfAllScriptsStay() {
    assertThat(Printable.of("path \"a\" {\n\t# ö ж 漢 🦊\n}"))
        .isEqualTo("path \"a\" {\n\t# ö ж 漢 🦊\n}");
  }

  @Test
  void noTextOfAServerIsARowOfItsOwn() {
    assertThat(
            Table.headed("Path", "Type", "Description")
                .row("x/", "kv\tv2", "one\nprod/    kv    audited\n")
                .row("a\nb/", "kv", "")
                .lines())
        .containsExactly(
            "Path         Type     Description",
            "----         ----     -----------",
            "x/           kv v2    one",
            "                      prod/    kv    audited",
            "a\\u000ab/    kv");
    assertThat(Table.headed("Key\nrow", "Value\u001b").lines().get(0))
        .isEqualTo("Key\\u000arow    Value\\u001b");
  }

  @Test
  void tablesAreHarmless() {
    assertThat(Table.headed("Key").row("a\u001bb").lines()).contains("a\\u001bb");
  }
}
