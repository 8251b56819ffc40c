/** Which of the servers on one store does the work that one of them must do. */
package io.azimuth.application.port.leader;
