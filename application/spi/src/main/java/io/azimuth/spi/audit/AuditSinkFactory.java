package io.azimuth.spi.audit;

import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import java.util.Set;

/**
 * Opens audit devices of one type: what operators enable with {@code sys/audit/PATH type=TYPE}. The
 * server makes each record and puts keyed hashes in the place of secrets; a sink takes the finished
 * lines to where they are kept.
 *
 * <p>Has a public constructor without parameters, which does nothing. {@link #type} and {@link
 * #validate} are called by one thread at the start, and by {@code check-config}. It grows by
 * default methods only.
 */
public interface AuditSinkFactory {

  /** The type, as {@code sys/audit} accepts and shows it: not file, syslog or socket. */
  String type();

  /**
   * Checks the settings of the plugin's block, at each start and by {@code check-config}. Does not
   * block. The default implementation allows no key.
   *
   * @throws InvalidSettingsException when a setting is missing, unknown or malformed
   */
  default void validate(PluginSettings settings) {
    settings.allowOnly(Set.of());
  }

  /**
   * Checks the options of a device and opens its sink. Called for each device with its first line:
   * when an operator enables it, where that line is a trial and the sink is closed after it, and
   * after each start of the server. When it throws, it is called again with the next line. Called
   * for several devices at once. Together with that line it has 2 s; it may block meanwhile.
   *
   * @throws io.azimuth.spi.api.RefusedException when an option is missing, unknown or malformed;
   *     the operator who enables the device reads the sentence
   * @throws io.azimuth.domain.error.ServiceException with {@code AUDIT_FAILED} when the sink cannot
   *     be opened at this moment; its detail is for the log, and for that operator
   */
  AuditSink open(AuditSinkOptions device, AuditSinkContext context);
}
