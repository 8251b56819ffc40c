/** Where the record of every request and answer is written. */
package io.azimuth.application.port.audit;
