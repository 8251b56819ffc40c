/** {@code azimuth doctor}: what is wrong with a server and its machine, and what to do about it. */
package io.azimuth.bootstrap.command.doctor;
