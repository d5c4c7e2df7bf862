package com.example.orders.notes;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A note on an order. */
@Entity
@Table(name = "orders_note")
public class Note {
    @Id
    private String id;

    private String batch;

    protected Note() {}

    public Note(String id, String batch) {
        this.id = id;
        this.batch = batch;
    }
}
