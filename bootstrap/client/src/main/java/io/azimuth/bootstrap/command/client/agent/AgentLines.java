package io.azimuth.bootstrap.command.client.agent;

import io.azimuth.bootstrap.agent.AgentLog;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the log of the agent in the forms of the server's log. */
final class AgentLines implements AgentLog {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final PrintWriter out;
  private final Clock clock;
  private final Level least;
  private final boolean json;

  AgentLines(PrintWriter out, Clock clock, Level least, boolean json) {
    this.out = out;
    this.clock = clock;
    this.least = least;
    this.json = json;
  }

  @Override
  public void write(Level level, String sentence) {
    if (level.compareTo(least) < 0) {
      return;
    }
    String time = TIME.format(clock.instant());
    out.println(
        json
            ? JsonText.of(
                Value.Obj.builder()
                    .put("@timestamp", time)
                    .put("@level", level.name().toLowerCase(Locale.ROOT))
                    .put("@module", "agent")
                    .put("@message", sentence)
                    .build(),
                JsonForm.COMMAND)
            : String.format("%s %-5s agent: %s", time, level, Quoted.escape(sentence)));
  }
}
