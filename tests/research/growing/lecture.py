"""A short lecture as its captions give it: no headings, asides, verbs of talk, and a name."""

LECTURE = " ".join(
    """
Hello and welcome to the second video on the sea. Today I want you to think about the water on a beach, and about
a thing that Marta, my neighbour, asked me last week. Marta said that she had been to the same beach twice, and
that the water had been gone the second time. You think that you know why, and you may be right.
The tidal range is the difference between high water and low water. On some coasts the tidal range is less than a
metre, and in a narrow bay the tidal range may be more than ten metres. So why is that? We think of the sea as flat,
but you know that it is not. The tidal range also grows and shrinks over two weeks, and we will see why.
To see it you have to think about gravity. Gravity is a force that pulls all bodies together, and the force of
gravity becomes weaker with distance. The gravity of the Moon is therefore stronger on the near side of the Earth.
That is, the gravity of the Moon does not pull on all the water alike. Let's think about what that means for the
water, and let's say that the Earth does not turn for now. Marta did not like that, but we go on.
The water on the near side is pulled towards the Moon and forms a bulge. You may think that one bulge is enough, but
there is a second bulge on the far side. The tidal bulge on the near side is easy to explain. The tidal bulge on the
far side is there because the Earth itself is pulled away from the water. Each tidal bulge stays below the Moon, and
the Earth turns under it. So a beach passes through the tidal bulge twice in a day, and that is what Marta saw.
Now we look at the Sun. The gravity of the Sun acts too, but it is weaker by half. When the Sun and the Moon stand in
one line, a spring tide comes. A spring tide is a tide with a large range. Half a way around the month you get the
opposite, and the tidal range is small. Each spring tide follows a full or a new moon, so you can look up at night
and know. Marta and I waited for a spring tide in March, and I think we were lucky, because the wind was in the west.
A coast is not a straight wall. The resonance of a bay decides how high the water goes. Resonance is the growth of a
swing that is pushed in its own rhythm. In a long bay the water swings back and forth, and the resonance of the bay
can turn a small tide into a large one. You see the resonance of such a bay in Canada, where the tidal range is the
largest on the planet. If the bay were shorter, the resonance would be gone, and the spring tide would be like any other.
Before we go on, let's stop and ask what we know. You know that the gravity of the Moon pulls on the water, and that
it pulls harder on the near side. You know that the Earth turns under each tidal bulge, so that high water comes
twice. What you do not know yet is how a harbour works with all that, and people who live there have to know. They
cannot wait for a lecture. They look into a table, and they read off how high the water will be at noon tomorrow.
How would you make such a table? You could stand on the pier for a year and write down what you see, and then hope
that it comes again. It does not, or not quite, because the path of the Moon is never the same two years in a row.
So we do it another way. A tide gauge is an instrument that measures the height of the water, and it stands in
nearly every harbour. You let the tide gauge run for a month, and you look for rhythms in what it has drawn. One of
the rhythms belongs to the Moon, another belongs to the Sun, and a third one is there because the path of the Moon
is not a circle. If you know the rhythms you can add them up again for any day that you like, even for a day in a
hundred years. Marta found that hard to believe, and I showed her the sheet of a tide gauge from Brest, which is old.
The tide gauge in Brest has been running for more than two hundred years, and it is still right. It shows a spring
tide when there should be one, and it shows the wind as well, as a kind of noise on top. After a storm the tide gauge
shows more water than was in the table, and we call that a surge. A surge on top of a spring tide is what people
fear, and they build walls for it. The resonance of the bay makes it worse, since a surge swings in the bay as well.
I want to say a word about rivers too. Where a river is wide at the mouth and becomes narrow, the tide may run up it
as a wave with a steep front. You will not see it in most places. It needs a large tidal range, and it needs a bed
that rises slowly, and even then you see it best at a spring tide. Where it comes, people ride on it, and they have
to get up early. You may laugh, but the resonance of the bay outside decides whether they can do so at all.
So when you think of the sea, think of gravity, of the tidal bulge and of resonance. That is all for today. Thanks
for watching, and I will see you in the next video, where we look at waves and at the wind.
""".split()
)
