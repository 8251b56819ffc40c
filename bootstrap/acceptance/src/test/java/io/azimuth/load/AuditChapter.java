package io.azimuth.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** What an audit device costs: the same logins with a file and with none. */
final class AuditChapter implements Chapter {

  @Override
  public void measure(Bench bench) throws IOException, InterruptedException {
    String room = "audit_directory = \"" + bench.laboratory().directory("audit") + "\"\n";
    try (MeasuredServer without = bench.azimuth("unaudited", "");
        MeasuredServer with = bench.azimuth("audited", room)) {
      List<ByteBuffer> logins =
          Workload.on(without.address(), bench.laboratory()).logins(LoginKind.PRINCIPAL, false);
      Workload audited = Workload.on(with.address(), bench.laboratory());
      audited
          .root()
          .write(
              "sys/audit/file",
              Map.of("type", "file", "options", Map.of("file_path", "audit.log")));
      List<FigureWindows> figures =
          bench.contest(
              "login, " + Bench.MANY,
              List.of(
                  Bench.kept("no audit device", without, logins, Bench.MANY),
                  Bench.kept("audit to a file", with, logins, Bench.MANY)));
      bench
          .report()
          .atMost(
              "processor time of a login with audit to a file, of one without",
              1.15,
              figures.get(1).cpu() / figures.get(0).cpu());
    }
  }
}
