/** The commands {@code read}, {@code write}, {@code list}, {@code delete} and {@code path-help}. */
package io.azimuth.bootstrap.command.client.path;
