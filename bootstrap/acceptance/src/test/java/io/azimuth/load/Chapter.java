package io.azimuth.load;

import java.io.IOException;
import java.sql.SQLException;

/** A part of a run that can be measured alone. */
interface Chapter {

  /**
   * Measures and reports.
   *
   * @throws IOException when a server does not start, or a request is not answered
   */
  void measure(Bench bench) throws IOException, InterruptedException, SQLException;
}
