package io.azimuth.spi.audit;

import io.azimuth.domain.error.ServiceException;
import java.util.List;

/**
 * Takes the lines of one audit device to where they are kept.
 *
 * <ul>
 *   <li><b>Threads.</b> The server makes one call at a time, each from a thread of the plugin. Only
 *       {@link #close} may come while a call has not returned in its time.
 *   <li><b>Blocking.</b> Every method may block. While a call runs, further lines are collected;
 *       the next call brings all of them.
 *   <li><b>Deadlines.</b> A call has 2 s. After that its thread is interrupted, its lines count as
 *       not taken, and the sink gets no lines for 5 s, or until the call returns if that is later.
 *       Every request waits for its line, so be much faster.
 *   <li><b>Errors.</b> A request is served when at least one enabled device has taken its line. A
 *       line counts as taken when {@link #write} has returned, so return when it cannot get lost
 *       any more. Whatever is thrown means that none of the lines counts as taken; the next call
 *       tries anew with the next lines.
 *   <li><b>Growth.</b> It grows by default methods only.
 * </ul>
 */
public interface AuditSink {

  /**
   * Takes the lines, whole, in this order and behind those of earlier calls.
   *
   * @param lines at least one; each is a JSON object in ASCII without a line end. A line has up to
   *     some megabytes. The arrays belong to the sink
   * @throws ServiceException with {@code AUDIT_FAILED} when it does not take all of them; its
   *     detail is for the log and must not repeat lines
   */
  void write(List<byte[]> lines);

  /**
   * Opens anew what it writes to, because somebody may have moved it away ({@code SIGHUP}). It is
   * called just before the next {@link #write}, with which it shares the 2 s. No line is lost by
   * it: when it throws, that is logged, and the lines still come. The default does nothing.
   */
  default void reopen() {}

  /** Ends the sink. Nothing is called after it. */
  void close();
}
