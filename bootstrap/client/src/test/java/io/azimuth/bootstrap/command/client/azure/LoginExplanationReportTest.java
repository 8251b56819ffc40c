package io.azimuth.bootstrap.command.client.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.output.OutputFormat;
import io.azimuth.bootstrap.client.output.Printer;
import io.azimuth.spi.api.Value;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginExplanationReportTest {

  private static final Value.Obj PASSED = check("token", "passed").put("actual", "a.b.c").build();
  private static final Value.Obj FAILED =
      check("region", "failed")
          .put("reason", "region_not_bound")
          .put("expected", "westeurope")
          .put("actual", "northeurope")
          .put("hint", "move it")
          .build();
  private static final Value.Obj SKIPPED = check("tags", "skipped").put("hint", "later").build();

  private static Value.Builder check(String name, String outcome) {
    return Value.Obj.builder().put("check", name).put("outcome", outcome);
  }

  private static List<String> printed(boolean granted, boolean isWhole, Value.Obj... checks) {
    Value.Obj data =
        Value.Obj.builder()
            .put("granted", granted)
            .put("checks", new Value.Items(List.of(checks)))
            .put("token_preview", Value.Obj.builder().put("ttl", "1h").build())
            .build();
    Value.Obj body = Value.Obj.builder().put("data", data).build();
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    boolean said =
        new LoginExplanationReport(new ApiReply(200, Optional.of(body), Optional.empty()), isWhole)
            .print(new Printer(writer, writer, OutputFormat.TABLE));
    assertThat(said).isEqualTo(granted);
    return out.toString().lines().toList();
  }

  @Test
  void reasonOfARefusalComesBeforeTheChecks() {
    assertThat(printed(false, false, PASSED, FAILED, SKIPPED))
        .startsWith(
            "The login would be refused.",
            "",
            "region: region_not_bound",
            "  expected  westeurope",
            "  actual    northeurope",
            "  hint      move it")
        .anyMatch(line -> line.matches("token +passed +a.b.c"))
        .noneMatch(line -> line.startsWith("tags"))
        .endsWith("", "1 skipped; --all lists them");
  }

  @Test
  void skippedChecksAreListedOnDemand() {
    assertThat(printed(false, true, PASSED, FAILED, SKIPPED))
        .anyMatch(line -> line.matches("tags +skipped +later"))
        .noneMatch(line -> line.contains("--all"));
  }

  @Test
  void tokenOfAGrantedLoginComesFirst() {
    assertThat(printed(true, false, PASSED))
        .startsWith("The login would be granted:")
        .containsSubsequence("Key    Value", "ttl    1h", "", "Check    Outcome    Note")
        .noneMatch(line -> line.contains("--all"));
  }
}
