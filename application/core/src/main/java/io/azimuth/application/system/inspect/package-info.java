/** Routes that look inside a running server: its requests, its log, its machine, its settings. */
package io.azimuth.application.system.inspect;
